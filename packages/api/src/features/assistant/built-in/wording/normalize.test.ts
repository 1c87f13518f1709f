import { expect, test } from 'vitest'
import { request } from './normalize.ts'

test.each([
  ['what is due this week, pal', 'what is due this week'],
  ['show the open invoices bud', 'show the open invoices'],
  ['who still owes us, the absolute chancers!', 'who still owes us'],
  ["which keys are there, for heaven's sake", 'which keys are there'],
  ['is the flour here yet, boss?', 'is the flour here yet'],
  ['how many are open at present? A rough figure will do.', 'how many are open'],
  ['how many are late? just the number', 'how many are late'],
  ['look up the roster for us', 'look up the roster'],
  ['the roster is done ✅', 'the roster is done'],
  ['close the roster 🙏🏼😅', 'close the roster'],
  ['she is in on Friday. Please put that in.', 'she is in on Friday'],
  ['open up the roster', 'open the roster'],
  ['heyyy, umm who has the van', 'who has the van'],
  ['Would you ever close the roster', 'close the roster'],
  ['Kindly confirm: who has the van?', 'who has the van'],
  ['Stock enquiry: what is on the van', 'what is on the van'],
  ['Task request: paint the door', 'Task request: paint the door'],
  ['Website check: tide.example', 'Website check: tide.example'],
  ['Good evening! Sorry to trouble you again but what is due', 'what is due'],
  ["I'm sorry for another question: who has the van?", 'who has the van'],
  ['pardon me, might I ask who has the van', 'who has the van'],
  ['one small favour please - close the roster', 'close the roster'],
  ["I hope you're well. Is there any chance you could close the roster", 'close the roster'],
  ['whenever you get a moment, close the roster, many thanks', 'close the roster'],
  ['would you be so kind as to close the roster, if that is all right', 'close the roster'],
  ['do you happen to know, please, where the roster is', 'where the roster is'],
  ['may I close the roster please', 'close the roster'],
  ["before I forget, I'd love to know who has the van", 'who has the van'],
  ['btw any idea where the van is, thanks so much', 'where the van is'],
  ['a list of the vans would be great', 'a list of the vans'],
  ['the roster is done. Kindly see to it.', 'the roster is done'],
  ['sorry sorry, close the roster', 'close the roster'],
  ['Do one thing, close the roster', 'close the roster'],
])('“%s” asks for “%s”', (said, text) => {
  expect(request(said).text).toBe(text)
})

test.each([
  'what still needs my ok',
  'book a table for a mate',
  'add a task: ring my pal',
  'email the boss',
  'open up at six',
  'may I close the roster',
  'can I ask Ana to close the roster',
  'quick question cards for the quiz',
  'good morning, what is on',
  'do one thing at a time',
])('“%s” is meant as it was said', (said) => {
  expect(request(said).text).toBe(said)
})
