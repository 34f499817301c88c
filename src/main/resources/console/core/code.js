/** Codes as people type or scan them. */

/** Tells whether a text can be a code. What can't, such as the address in a QR code, isn't fit for a path either. */
export function canBeCode(text) {
  return !/[/\\;]/.test(text) && !/^\.+$/.test(text);
}
