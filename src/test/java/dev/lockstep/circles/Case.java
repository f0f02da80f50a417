package dev.lockstep.circles;

record Case() implements Sealed {}
