/**
 * The interface for web modules: parts of the service with paths of their own, such as a
 * protocol for remote procedure calls. A module brings its access rules, its pages and
 * its form of errors, so that no other part of the service needs to know it.
 */
@NullMarked
package dev.coupon.web.module;

import org.jspecify.annotations.NullMarked;
