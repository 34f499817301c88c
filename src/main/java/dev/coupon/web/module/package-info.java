/**
 * The door for web modules: parts of the service that have paths of their own, such as a
 * protocol for remote procedure calls. They bring their access rules, their pages and the
 * form of their errors, and nothing else needs to know of them.
 */
@NullMarked
package dev.coupon.web.module;

import org.jspecify.annotations.NullMarked;
