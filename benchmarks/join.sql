-- Everybody's answers: the row of the decision table that has their state.
WITH in_force AS (
    -- The types are lists of words: where words are meant, their numbers are compared.
    SELECT
        assistance::assistance AS assistance,
        adult::adult AS adult,
        work_outlook::work_outlook AS work_outlook,
        "paas_action.verdict"::verdict AS paas_action,
        "interagir.verdict"::verdict AS interagir,
        "paas_action.allowance.monthly.high"::DECIMAL(8, 2) AS allowance_maximum
    FROM read_csv('site/api/decision-table.csv', all_varchar = true) AS decision
    -- A row holds from its day until the next one of the same state.
    WHERE "on" <= $day
    QUALIFY row_number() OVER (
        PARTITION BY decision.assistance, decision.adult, decision.work_outlook
        ORDER BY "on" DESC
    ) = 1
)
SELECT person, paas_action, interagir, allowance_maximum
FROM people
-- An open question is NULL on both sides.
JOIN in_force
    ON people.assistance IS NOT DISTINCT FROM in_force.assistance
    AND people.adult IS NOT DISTINCT FROM in_force.adult
    AND people.work_outlook IS NOT DISTINCT FROM in_force.work_outlook
