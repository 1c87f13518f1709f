import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

const whyNot = async (text: string) => {
  const outcome = await meant(text)
  return outcome.kind === 'cannot' ? outcome.text : `${outcome.kind}`
}

test.each(['maybe we should ask Jonas to do the roster', 'some day we ought to update the roster'])(
  '“%s” is a thought: nothing is put up for it',
  async (text) => {
    expect(await whyNot(text)).toContain('a thought')
  },
)

test('what is only told of a talk is kept nowhere, and the answer says so', async () => {
  expect(await whyNot('I already told Jonas about the roster')).toContain('only told')
})

test('what to think of something is for the person to say', async () => {
  expect(await whyNot('do you think Jonas will do the roster?')).toContain('for you to judge')
})

test.each([
  ['transfer 300 to Harbour Cups', 'your bank'],
  ['can you send €250 to the landlord', 'your bank'],
  ['pay the plumber', 'your bank'],
  ['call Jonas for me', 'phone'],
  ['call Jonas and ask about the roster', 'phone'],
  ['ring the bakery', 'phone'],
  ['pick up the phone to the bakery and ask if the bread is ready', 'phone'],
  ['give the bakery a ring', 'phone'],
  ['whatsapp Jonas that the beans are here', 'such a message'],
  ['email Jonas that the beans are here', 'such a message'],
  ['reserve us a corner table at the Greek on Saturday at 8', 'outside this hub'],
  ['could you book a table for two, in my name, tonight', 'outside this hub'],
  ['get me a taxi for half past five', 'outside this hub'],
  ['ring the insurers and ask if the letter of 3 March has come', 'phone'],
  ['set the cold room to 4 degrees', 'no machine'],
  ['could you heat the oven to 220°C', 'no machine'],
  ['switch the lights off in the cellar', 'no machine'],
  ['play some jazz in the shop', 'no machine'],
  ['stick a calm playlist on the stereo', 'no machine'],
  ['make me a flat white coffee', 'no machine'],
  ['txt Jonas that we are half an hour late', 'such a message'],
  ['text Jonas the van is 20 minutes late', 'such a message'],
  ['forecast for Porto this weekend', 'the weather'],
  ['could you share the new menu on our facebook page at 5?', 'on pages outside'],
  ['make a dinner reservation at the new place for Friday', 'outside this hub'],
])('“%s” is for a person, and the answer says what can be done instead', async (text, why) => {
  expect(await whyNot(text)).toContain(why)
})

test.each([
  ['remind me to pay the plumber', 'tasks.create'],
  ['make a task: the weather on Sunday, ask Jonas', 'tasks.create'],
  ['remind me to post the menu on instagram', 'tasks.create'],
  ['make a task: call Jonas about the beans', 'tasks.create'],
  ['remind me to book a table for Friday', 'tasks.create'],
  ['remind me to turn off the lights in the cellar', 'tasks.create'],
  ['rename the roster task to "Roster of May"', 'tasks.update'],
])('“%s” can be done', async (text, path) => {
  expect(acts(await meant(text))).toMatchObject([[path, {}]])
})
