import { expect, test } from 'vitest'
import { saysTrip } from './says-trip.ts'

const when = { now: new Date('2026-11-20T09:00:00Z'), timeZone: 'Europe/Dublin' }

test.each([
  'Porto to Madrid, 14 to 16 January',
  'three of us from Hamburg to Oslo next Tuesday',
  'Galway - Berlin on 3 March, back on the 5th, one bag each',
  'I have to be in Lyon from 2 to 4 March',
  'two people to Vienna 8 to 10 December, somewhere quiet',
])('“%s” asks for a trip', (text) => expect(saysTrip(text, when)).toBe(true))

test.each([
  'Lena is in Cork from 3 to 5 March',
  'block the blue van in Porto from 21 to 27 December',
  'where was Dev from 3 to 5 March in Berlin',
  'change the Leipzig trip, leave on 8 February and back on 12 February',
  'move Leipzig to 3 to 6 March',
  'Porto to Madrid',
  'pay 40 to Harlan on 3 March',
  'fix the leak at Marlow Street by the 3rd',
  'order 20 lids for Friday',
  '',
])('“%s” does not', (text) => expect(saysTrip(text, when)).toBe(false))
