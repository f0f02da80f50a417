package dev.lockstep.circles;

class Second {
    static class Inner {
        Third third() {
            return new Third();
        }
    }
}
