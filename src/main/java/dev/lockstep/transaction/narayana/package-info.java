/**
 * All that may know the transaction manager's own classes; the work itself runs on Jakarta
 * Transactions alone.
 */
package dev.lockstep.transaction.narayana;
