/**
 * Whether an object has a property of its own by that name. What a stranger names in a link may
 * be the name of what every object has ("constructor").
 * @param {object} object
 * @param {string} name
 */
export function owns(object, name) {
  return Object.hasOwn(object, name);
}
