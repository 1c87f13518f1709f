import { expect, test } from 'vitest'
import { withoutInserted } from './inserted.ts'

test.each([
  ['The mill needs oil, I think, and while you are at it, a new belt.', 'The mill needs oil and a new belt.'],
  ['ring the mill, if you would', 'ring the mill'],
  ['say "I think, therefore I am", please', 'say "I think, therefore I am", please'],
  ['I think the mill needs oil', 'I think the mill needs oil'],
  ['list the mills, only the total, for our weekly call', 'list the mills'],
  ['who at this point runs the mill? Just curious.', 'who runs the mill.'],
  ['close the mill, with immediate effect, kindly action', 'close the mill'],
  ['what was ground from 2 to 9 May, both dates included', 'what was ground from 2 to 9 May'],
  ['how many mills run as things stand, one figure will do', 'how many mills run'],
  ['what may a miller do? generally I mean, not for any specific one', 'what may a miller do'],
  ['list the mills, for the Harbour audit', 'list the mills, for the Harbour audit'],
  ['which mills stand still? show me all of them', 'which mills stand still'],
  ['tell the miller that there is no rush', 'tell the miller that there is no rush'],
  ['Oh dear, the mill stands still', 'the mill stands still'],
  ['dear miller, the mill stands still', 'dear miller, the mill stands still'],
  ['show me the mill, with all its notes', 'show me the mill'],
  ['show me the mill, notes included, before I go', 'show me the mill, before I go'],
  ['list the mills, before I forget it', 'list the mills'],
  ['did the miller answer, and if so, what does she say?', 'did the miller answer?'],
  ['ask the miller if so much flour is needed', 'ask the miller if so much flour is needed'],
])('“%s” without what was put in is “%s”', (text, left) => {
  expect(withoutInserted(text)).toBe(left)
})
