/**
 * What a transaction is about, noted before it is prepared and kept until it is over on every side.
 *
 * <p>The transaction log knows branches and no events. Whoever ends a branch by himself, at a
 * console or by a script, tears events that nobody could name: the log is empty afterwards, and
 * both sides look as if nothing had happened. So {@link dev.lockstep.memo.Memos} writes down which
 * events a transaction is about, with their content, {@link dev.lockstep.memo.MemoScan} looks for
 * what was left behind, and {@link dev.lockstep.memo.Judge} compares both sides. What is torn goes
 * to {@link dev.lockstep.torn.TornEvents}.
 */
package dev.lockstep.memo;
