import { expect, test } from 'vitest'
import { toldAnswer } from './told.ts'

test('what was made is what is spoken of, whether its act has words of its own or not', () => {
  const made = { id: 'yoga', name: 'Riverside Yoga', city: 'Cork' }
  expect(toldAnswer({ phrases: new Map() }, 'contacts.create', made)).toMatchObject({
    shown: [{ id: 'yoga', name: 'Riverside Yoga' }],
  })
})
