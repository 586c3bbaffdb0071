"""The page's title tells the steps apart, in the tab and in the browser's history."""

from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

PAGE = {
    "fr": "Combien puis-je recevoir? – Passerelle",
    "en": "How much can I get? – Passerelle",
}


def test_each_step_and_the_result_have_a_title_of_their_own(visitor, language):
    calculator = visitor.calculator(language, "view=steps")
    words, page = catalogue(language), calculator.page
    label = "question.{}.label".format
    titles = [
        *(words.text(label(one)) for one in ("assistance", "adult", "work_outlook")),
        *(words.text(label(one)) for one in ("weekly_hours", "start_date")),
        *(words.text("group.monthly_costs"), words.text("result.title")),
    ]
    own = [f"{title} – {PAGE[language]}" for title in titles]
    for title in own:
        expect(page).to_have_title(title)
        if title != own[-1]:
            calculator.form.locator("[data-action=next]").click()
    # The history list has one entry a step, each by its own title.
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    assert [one["title"] for one in history["entries"]][-len(own) :] == own
    for title in reversed(own[:-1]):
        page.go_back()
        expect(page).to_have_title(title)
    page.go_forward()
    expect(page).to_have_title(own[1])
    calculator.form.locator("[data-action=view-all]").click()
    expect(page).to_have_title(PAGE[language])


def test_the_title_says_first_that_there_is_an_error(visitor, language):
    calculator = visitor.calculator(language, "view=steps&step=weekly_hours&adult=true")
    words, page = catalogue(language), calculator.page
    title = f"{words.text('question.weekly_hours.label')} – {PAGE[language]}"
    expect(page).to_have_title(title)
    calculator.field("weekly_hours").fill("beaucoup")
    calculator.form.locator("[data-action=next]").click()
    expect(page).to_have_title(words.text("form.error_prefix") + title)
    calculator.field("weekly_hours").fill("12")
    expect(page).to_have_title(title)
    # At the result, and with all questions on one page.
    calculator.go_to("view=steps&step=result&weekly_hours=beaucoup")
    result = f"{words.text('result.title')} – {PAGE[language]}"
    expect(page).to_have_title(words.text("form.error_prefix") + result)
    calculator.go_to("weekly_hours=beaucoup")
    expect(page).to_have_title(words.text("form.error_prefix") + PAGE[language])
