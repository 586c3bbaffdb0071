// Texts on their way out of the page: how long they are as text messages, and the addresses that
// hand them to the device's own programs. Pure functions.

/** The alphabet of GSM 03.38 without its Greek letters, and what counts twice in it. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅå_ÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const TWICE = /[\^{}\\[~\]|€]/g;

/** Characters of a single message, and of each of several: in that alphabet, or in UCS-2. */
const GSM_ROOM = { single: 160, each: 153 };
const UCS_ROOM = { single: 70, each: 67 };

/** Chrome on Windows opens no address of 2,048 characters or more, and says nothing. */
export const LONGEST_MAIL = 2040;

/**
 * How long a text is as a text message.
 * @param {string} text
 * @returns {{ count: number, parts: number }} characters as they are counted, and messages
 */
export function lengthOf(text) {
  const inAlphabet = GSM.test(text);
  const count = text.length + (inAlphabet ? (text.match(TWICE) ?? []).length : 0);
  const { single, each } = inAlphabet ? GSM_ROOM : UCS_ROOM;
  return { count, parts: count <= single ? 1 : Math.ceil(count / each) };
}

/**
 * The address that writes a text message, to nobody yet. The sign before the name is for both
 * kinds of phones: those of one want "?", those of the other wanted "&".
 * @param {string} text
 */
export function smsAddress(text) {
  return `sms:?&body=${encodeURIComponent(text)}`;
}

/**
 * The address that writes a mail (RFC 6068), to nobody yet.
 * @param {string} subject
 * @param {string} text
 */
export function mailAddress(subject, text) {
  const lines = text.replace(/\n/g, "\r\n");
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
