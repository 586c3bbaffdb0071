// What a voice is given to say: telephone numbers digit by digit. Pure functions.

/** As the site writes them: `819 763-3226`, `1 800 463-6443`. */
const TELEPHONE = /(?:1[\s-])?\d{3}[\s-]\d{3}-\d{4}(?!\d)/g;

/**
 * Whether a sign is a letter or a digit: classes of letters in patterns are too new for some
 * browsers.
 * @param {string} sign
 */
export function isLetterOrDigit(sign) {
  return sign.toLowerCase() !== sign.toUpperCase() || (sign >= "0" && sign <= "9");
}

/**
 * A text as it is said. A number has its digits one by one, a pause between its groups, and one
 * before and behind it: "Téléphone : 8 1 9, 7 6 3, 3 2 2 6".
 * @param {string} text
 */
export function spoken(text) {
  const said = text.replace(TELEPHONE, (number, /** @type {number} */ place) => {
    if (/\d/.test(text.charAt(place - 1))) return number; // the end of a longer one
    const before = text.slice(0, place).replace(/\s+$/, "");
    const after = text.slice(place + number.length).replace(/^\s+/, "");
    const groups = number.split(/\D/).map((group) => [...group].join(" "));
    const first = /[^\s:,(]$/.test(before) ? ", " : " ";
    return (
      first + groups.join(", ") + (after[0] === "(" || isLetterOrDigit(after[0] ?? "") ? "," : "")
    );
  });
  return said.replace(/\s+/g, " ").replace(/ ,/g, ",").trim();
}
