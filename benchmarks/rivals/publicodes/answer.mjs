// Answers people by publicodes: standard input holds the rules as JSON on its first line
// and one person on each line after it; one line of answers a person comes out.

import { readFileSync } from 'node:fs'
import Engine from 'publicodes'

const ANSWERS = [
  'paas action . verdict',
  'paas action . allowance maximum',
  'paas action . hours check',
  'interagir . verdict',
  'interagir . hours check',
]

const [rules, ...people] = readFileSync(0, 'utf8').trimEnd().split('\n').map(JSON.parse)
// Strict reads a person's answers in one go, which its makers say is the faster way.
const engine = new Engine(rules, { strict: true, warn: false })

const written = (answer) =>
  typeof answer === 'string' ? `'${answer}'` : { true: 'oui', false: 'non' }[answer] ?? answer

const lines = people.map((person) => {
  const given = Object.entries(person).map(([question, answer]) => [question, written(answer)])
  engine.setSituation(Object.fromEntries(given))
  return JSON.stringify(ANSWERS.map((rule) => engine.evaluate(rule).nodeValue ?? null))
})
process.stdout.write(lines.join('\n') + '\n')
