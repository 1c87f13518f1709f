import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { counted, joinedParts, toldList } from '../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../shared/day-text.ts'
import { AlertPage } from './alerts/schema.ts'
import { alertWords } from './alerts/words.ts'
import { CompetitorPage } from './competitors/schema.ts'
import { Rule, RulePage } from './rules/schema.ts'
import { ruleName, ruleWords } from './rules/words.ts'

export function alertsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = AlertPage.parse(output)
  if (items.length === 0)
    return {
      text: 'No price was what you wanted to be told of. Say “tell me when somebody undercuts us” to be told.',
      shown: [],
    }
  const hasMore = nextCursor !== null
  const open = items.filter(({ settledAt }) => settledAt === null).length
  const rows = items.map(({ id, raisedAt, settledAt, taskId, ...alert }) => ({
    id,
    name: alertWords(alert),
    matter: joinedParts([
      `on ${dayTextOf(raisedAt)}`,
      settledAt !== null && `over since ${dayTextOf(settledAt)}`,
      taskId !== null && 'there is a task for it',
    ]),
  }))
  const many = `${hasMore ? 'At least ' : ''}${counted(items.length, 'price alert')}`
  const which = open === 0 ? 'none still holds' : `${open} still ${open === 1 ? 'holds' : 'hold'}`
  return toldList(`${many}; ${which}.`, rows, hasMore)
}

/** What was asked for is told as it will be done. */
export function ruleTold(output: unknown): ToldAnswer {
  const rule = Rule.parse(output)
  const of = rule.product === null ? 'any product' : `“${rule.product}”`
  return {
    text: `Done: I tell you ${ruleWords(rule)}, for ${of}.`,
    shown: [{ id: rule.id, name: ruleName(rule) }],
  }
}

export function rulesTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = RulePage.parse(output)
  if (items.length === 0)
    return {
      text: 'You are told of no price yet: say “tell me when somebody undercuts us”, or under which amount.',
      shown: [],
    }
  const hasMore = nextCursor !== null
  const off = items.filter(({ isOn }) => !isOn).length
  const rows = items.map((rule) => ({
    id: rule.id,
    name: ruleName(rule),
    line: `${rule.product ?? 'Every product'}: ${joinedParts([ruleWords(rule), !rule.isOn && 'switched off'])}`,
  }))
  const many = `${hasMore ? 'At least ' : ''}${counted(items.length, 'rule says', 'rules say')}`
  const which = off === 0 ? '' : `; ${off} ${off === 1 ? 'is' : 'are'} switched off`
  return toldList(`${many} when you are told of a price${which}.`, rows, hasMore)
}

export function competitorsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = CompetitorPage.parse(output)
  if (items.length === 0)
    return {
      text: 'I know no such competitor: say “find competitors near” and your town.',
      shown: [],
    }
  const hasMore = nextCursor !== null
  const followed = items.filter(({ state }) => state === 'followed').length
  const rows = items.map(({ id, name, state, reasons }) => ({
    id,
    name,
    matter: [...(state === 'followed' ? ['you follow them'] : []), ...reasons].join('; '),
  }))
  const many = `${hasMore ? 'At least ' : ''}${counted(items.length, 'competitor')}`
  return toldList(`${many}; you follow ${followed === 0 ? 'none' : followed} of them.`, rows, hasMore)
}
