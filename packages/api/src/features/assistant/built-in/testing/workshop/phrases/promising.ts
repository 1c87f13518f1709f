import type { ActPhrases } from '../../../../../../platform/catalog/phrases.ts'
import { priceText, repairTold } from './telling.ts'

export const promise: ActPhrases = {
  say: [
    'promise {id} (for|) {promisedOn}',
    '(we|i) promised {id} (for|by) {promisedOn}',
    '(tell|told) (them|him|her|the customer|{x}) {promisedOn} for {id}',
    '{id} (has to|must|needs to|should|will) be (ready|done|finished) (by|on) {promisedOn}',
    '{id} (will|can) be (collected|picked up) on {promisedOn}',
    '{id} is (now|) (promised|due) (for|on|by) {promisedOn}',
    '(move|push|shift|put|postpone|change) {id} (back|) to {promisedOn}',
    '(move|push|delay|bring) {id} {promisedOn}',
    '(set|change|move) the (promised day|day|date|promise) (of|for|on) {id} to {promisedOn}',
    '{x} needs {id} (back|) by {promisedOn}',
    '{x} wants {id} (back|) (on|by) {promisedOn}',
    '{id} (takes|will take) until {promisedOn}',
    "{id} (won't|wont|will not) be (ready|done) (before|until) {promisedOn}",
    '{id} {promisedOn} instead',
    '{id} for {promisedOn}',
    'we need {promisedOn} more for {id}',
    'give {id} another {promisedOn}',
    '{id} by {promisedOn}',
    'say {promisedOn} for {id}',
    'when is {id} to be ready, say {promisedOn}',
    '(change|set) the promised day (of|for) {id}',
    'promise {id}',
  ],
  setting: [
    {
      set: { promisedOn: null },
      say: [
        '(remove|clear|delete|drop|take away) the (promised day|day|date|promise) (of|from|for|on) {id}',
        '{id} has no (promised day|day|date) (any more|)',
        'we (cannot|can not|do not) promise a day for {id}',
        'no date for {id} yet',
        'take the (promised day|promised date|day|date) off {id}',
        'no (promised day|day|date|promise) for {id} (any more|)',
      ],
    },
  ],
  not: ['when is R-104 promised', 'what is promised for Friday', 'remind me on Friday', 'R-104 is ready'],
  among: { status: 'open' },
  ask: { id: 'Which repair is it?', promisedOn: 'For which day?' },
  proposal: ({ input, named }) =>
    input['promisedOn'] === null
      ? `take the promised day of “${named('id')}” away`
      : `promise “${named('id')}” for ${named('promisedOn')}`,
  answer: repairTold,
}

export const quote: ActPhrases = {
  say: [
    '(quote|price) {id} (at|) {priceCents}',
    'quote {priceCents} (for|on) {id}',
    '{id} (costs|will cost|comes to|is going to cost|is) {priceCents}',
    'the (price|quote|estimate|bill) (of|for|on) {id} is {priceCents}',
    '(set|change|put) the (price|quote|estimate) (of|for|on) {id} (to|at) {priceCents}',
    '(charge|ask|take) {priceCents} for {id}',
    '(we|i) (said|told them|quoted|agreed on) {priceCents} for {id}',
    '(raise|put up|increase|lower|reduce|drop) (the price of|the quote for|) {id} to {priceCents}',
    'make {id} {priceCents}',
    '{priceCents} for {id}',
    '{id}: {priceCents}',
    'let {id} go for {priceCents}',
    'write {priceCents} on (the ticket of|) {id}',
    'put {id} down (at|for) {priceCents}',
    'it will be {priceCents} for {id}',
    '(the|) price for {id}: {priceCents}',
    'tell {x} {id} will be {priceCents}',
    '{x} (accepted|agreed to|is fine with) {priceCents} for {id}',
    'knock {id} down to {priceCents}',
    'do {id} for {priceCents}',
    '(quote|price) {id}',
    '(change|set) the (price|quote) (of|for|on) {id}',
  ],
  not: ['how much is R-104', 'what did we quote for R-104', 'what does a call cost', 'price book'],
  among: { status: 'open' },
  ask: { id: 'Which repair is it?', priceCents: 'How much?' },
  proposal: ({ input, named }) => `quote ${priceText(Number(input['priceCents']))} for “${named('id')}”`,
  answer: repairTold,
}
