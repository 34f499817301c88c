/** The key of the user, kept until the browser's tab is closed, and who the service says the user is. */

import { leaveFreely } from './route.js';

const KEY = 'key';

let caller = null;

let ended = false;

let turn = 0;

const listeners = new Set();

export function key() {
  return sessionStorage.getItem(KEY);
}

export function keepKey(value) {
  if (value) {
    sessionStorage.setItem(KEY, value);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** The user as the service knows it: name, roles, userId; null before that is known. */
export function me() {
  return caller;
}

/** Lets a user in. If it is the one whose session has ended, pages go on where they were. */
export function setMe(value) {
  if (value === null || value.name !== caller?.name) {
    turn += 1;
  }
  caller = value;
  ended = false;
  tell();
}

/** A number that changes when somebody else signs in: what one user has entered is nothing for the next. */
export function sessionTurn() {
  return turn;
}

/** Tells whether the service has stopped to accept the key of the user, who can go on after signing in again. */
export function isEnded() {
  return ended;
}

/** Calls the listener each time somebody signs in or out, or a session ends; gives a function that ends that. */
export function onSession(changed) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Forgets the user with the key and the address. */
export function signOut() {
  keepKey(null);
  leaveFreely();
  location.hash = '#/';
  setMe(null);
}

/** Ends the session if the key that the service has refused is still that of the user. */
export function refused(used) {
  if (used !== key() || used === null) {
    return;
  }
  keepKey(null);
  ended = caller !== null;
  tell();
}

/** Tells whether the user has one of the roles. ADMIN may do everything. */
export function may(...roles) {
  return caller !== null && (caller.roles.includes('ADMIN') || roles.some((role) => caller.roles.includes(role)));
}

function tell() {
  [...listeners].forEach((listener) => listener());
}
