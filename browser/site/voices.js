/**
 * The voices of this device for a language, Canadian ones first. A voice from elsewhere would
 * send the text there.
 * @param {readonly SpeechSynthesisVoice[]} voices all that the browser has
 * @param {string} language such as "fr"
 */
export function voicesOf(voices, language) {
  /** @param {SpeechSynthesisVoice} voice */
  const tag = ({ lang }) => lang.toLowerCase().replace("_", "-");
  /** @param {SpeechSynthesisVoice} voice */
  const canadian = (voice) => Number(tag(voice) === `${language}-ca`);
  return voices
    .filter((voice) => voice.localService && tag(voice).split("-")[0] === language)
    .sort((one, other) => canadian(other) - canadian(one));
}
