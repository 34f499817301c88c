/** The commands that move a campaign from one store to another through a file. */
@NullMarked
package dev.coupon.store.command;

import org.jspecify.annotations.NullMarked;
