/**
 * The procedures of the source system, whichever protocol calls them: their messages,
 * their roles and their errors. Only the rooms of such protocols use it.
 */
@NullMarked
package dev.coupon.procedure;

import org.jspecify.annotations.NullMarked;
