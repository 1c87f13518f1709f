import { expect, test } from 'vitest'
import { isForeign } from './language.ts'

test.each([
  'quanto gastamos esta semana',
  'quais sao as faturas de hoje',
  'cuanto hemos gastado este mes',
  'combien de credits avons nous',
  'chi ha cambiato questa fattura',
  'loesch bitte die rechnung von gestern',
  'usun zadanie na jutro',
  'hoeveel facturen zijn er nog',
])('“%s” is another language, typed without accents', (said) => {
  expect(isForeign(said)).toBe(true)
})

test.each([
  'invite o.de.la.vries@example.com as a member',
  'add a task: call "die Bäckerei und das Café"',
  'move the La Marzocco service to Friday',
  'what does Ines da Silva do today',
  'the nil return and the fur lining, ta',
])('“%s” is English', (said) => {
  expect(isForeign(said)).toBe(false)
})
