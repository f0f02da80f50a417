package dev.lockstep.circles;

class Third {
    First first;
    Sealed outside;
}
