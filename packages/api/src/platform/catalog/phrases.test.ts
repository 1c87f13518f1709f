import { expect, test } from 'vitest'
import { withExamples } from './phrases.ts'

const phrases = { acts: { 'scans.set': { say: ['scan it on {weekday}'], ask: { id: 'Which one?' } } } }

test('examples go on with what an act declares, also with what they say of its input', () => {
  const stopped = { set: { weekday: null }, say: ['stop the weekly scan'] }
  const { acts } = withExamples(phrases, { 'scans.set': { say: ['each {weekday}'], setting: [stopped] } })
  expect(acts['scans.set']).toMatchObject({
    say: ['scan it on {weekday}', 'each {weekday}'],
    setting: [stopped],
    ask: { id: 'Which one?' },
  })
})

test('examples of an act that declares nothing are refused', () => {
  expect(() => withExamples(phrases, { 'scans.stop': { say: ['stop it'] } })).toThrow('scans.stop')
})
