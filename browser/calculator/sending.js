// What a person sends of the result, shown as it will go. Nothing is sent by the page.

import { find, findAll } from "../site/dom.js";
import { lengthOf, smsAddress } from "../site/messages.js";
import { sendBlock } from "../site/send_block.js";
import { filled, textsOf } from "../site/texts.js";
import { today } from "./dates.js";
import { asked } from "./form.js";
import { plain, shortText, wholeMail, wholeText } from "./message_text.js";
import { officeOf, officeOfAll, showContacts } from "./offices.js";
import { announce } from "./speech.js";

/** @import { AnswerForm } from "./form.js" */
/** @import { Keeping } from "./keeping.js" */
/** @import { State } from "./state.js" */

/** How many programmes that are not shown may still be for the person. @param {HTMLElement} root */
function openOthers(root) {
  return findAll(root, ".others [data-possible-or-to-confirm] [data-programme]").length;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {AnswerForm} form
 * @param {Keeping} keeping
 */
export function sending(root, state, form, keeping) {
  const section = find(root, ".send");
  const texts = textsOf(section, [
    "textEstimate",
    "textRegionOffice",
    "textOffice",
    "textCall",
    "textLink",
    "textGiven",
    "textOthers",
    "textAsk",
    "textSubject",
    "textLengthOne",
    "textLengthOther",
  ]);
  const { built = "" } = root.dataset;
  const length = find(section, ".send-length");
  const cut = find(section, "[data-send-cut]");
  const sms = find(section, "[data-by=sms]", HTMLAnchorElement);
  const mail = find(section, "[data-by=mail]", HTMLAnchorElement);
  const short = sendBlock(find(section, "[data-send=short]"), announce);
  const whole = sendBlock(find(section, "[data-send=whole]"), announce);

  function given() {
    const { answers, shown } = state;
    const all = form.listed(answers, shown.uncounted).filter((one) => one.given);
    return all.map(({ name, text }) => ({
      question: plain(asked(name).trim()),
      text: plain(text.trim()),
      remark: plain(shown.uncounted[name] ?? form.doubt(name, answers[name] ?? "", today(built))),
    }));
  }

  function show() {
    const { cards } = state.shown;
    if (MANY_PROGRAMMES) showContacts(root, cards);
    section.hidden = Object.keys(state.answers).length === 0;
    if (section.hidden) return forget();
    const { region: slug = "" } = state.beside;
    const link = keeping.link({ brief: true });
    const sent = {
      cards,
      region: officeOf(root, slug),
      everywhere: officeOfAll(root),
      others: MANY_PROGRAMMES ? openOthers(root) : 0,
      link,
      given: given(),
    };

    const message = plain(shortText(sent, texts));
    short.show(message);
    sms.href = smsAddress(message);
    const { count, parts } = lengthOf(message);
    length.textContent = filled(parts === 1 ? texts.lengthOne : texts.lengthOther, {
      count,
      number: parts,
    });

    whole.show(plain(wholeText(sent, texts)));
    const programmes = cards.map(({ name }) => name).join(", ");
    const fitting = wholeMail(plain(filled(texts.subject, { programmes })), sent, texts);
    mail.href = fitting.address;
    cut.hidden = !fitting.cut;
  }

  /** What is erased stands nowhere any more. */
  function forget() {
    for (const block of [short, whole]) block.show("");
    for (const link of [sms, mail]) link.href = "#send";
    length.textContent = "";
  }

  state.subscribe("answers", (by) => {
    if (by === "erase") show();
  });

  return { show, short, whole };
}
