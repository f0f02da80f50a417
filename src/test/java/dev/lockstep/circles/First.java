package dev.lockstep.circles;

/** Stands in a circle of three, by a class inside the second. */
class First {
    Second.Inner second;
}
