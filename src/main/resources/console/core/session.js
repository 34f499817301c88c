/** The key of the user, kept until the browser's tab is closed, and who the service says the user is. */

const KEY = 'key';

let caller = null;

let listener = () => {};

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

export function setMe(value) {
  caller = value;
  listener();
}

/** Calls the listener each time somebody signs in or out. */
export function onSession(changed) {
  listener = changed;
}

/** Forgets the key. */
export function signOut() {
  keepKey(null);
  setMe(null);
}

/** Tells whether the user has one of the roles. ADMIN may do everything. */
export function may(...roles) {
  return caller !== null && (caller.roles.includes('ADMIN') || roles.some((role) => caller.roles.includes(role)));
}
