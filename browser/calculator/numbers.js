// Numbers as people write them. Python reads them; here they only become a plan in the address,
// or part of a sentence. Pure functions.

const BARE_NUMBER = /^[-\d\s.,]+$/;

/** Characters of a week's hours in the address. */
export const LONGEST = 12;

/**
 * With the decimal sign of the page's language.
 * @param {string} number such as "12.5"
 * @param {string} decimal "," or "."
 */
export function local(number, decimal) {
  return number.replace(".", () => decimal);
}

/**
 * With a point, whatever language it was typed in: "12,5" is "12.5".
 * @param {string} text
 */
export function plain(text) {
  return text.trim().replace(",", ".").slice(0, LONGEST);
}

/**
 * A typed number with its unit in the right plural, which decimals have too ("1,5 heure"). Some
 * write the unit themselves, or no number at all: that stays as it is.
 * @param {string} value
 * @param {string} one with "#" in place of the number
 * @param {string} other
 * @param {string} language
 */
export function withUnit(value, one, other, language) {
  if (!BARE_NUMBER.test(value)) return value;
  const number = Math.abs(Number(value.trim().replace(",", ".")));
  // In French 0 and 1,5 are singular too. (Safari 12 has no Intl.PluralRules.)
  const single = language === "fr" ? number < 2 : number === 1;
  return (single ? one : other).replace("#", () => value.trim());
}

/**
 * An amount as it was typed, as a number; NaN for none. Python reads it for certain.
 * @param {string} text
 */
export function amountOf(text) {
  const bare = text.replace(/[^\d.,]/g, "");
  return Number(bare.includes(".") ? bare.replace(/,/g, "") : bare.replace(",", "."));
}

/**
 * Hours after a touch on "more" or "fewer"; null where what was typed is no number of hours.
 * @param {string} typed
 * @param {number} by
 * @param {number} most
 */
export function stepped(typed, by, most) {
  const hours = Number(plain(typed));
  if (!(hours >= 0 && hours <= most)) return null;
  return String(Math.min(Math.max(hours + by, 0), most));
}

/**
 * Hours joined by commas, the last of which hold until the end.
 * @param {string[]} hours of each week
 */
export function compact(hours) {
  const last = hours.at(-1);
  const from = hours.findLastIndex((week) => week !== last) + 1;
  return hours.slice(0, from + 1).join(",");
}

/**
 * The hours of each week that a plan in an address names; a stranger may have written it.
 * @param {string} plan as `compact` writes it
 * @param {number} weeks how many there are at the most
 */
export function hoursOf(plan, weeks) {
  return plan ? plan.split(",", weeks).map((week) => week.slice(0, LONGEST)) : [];
}
