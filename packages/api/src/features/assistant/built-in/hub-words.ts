import { creditsText } from '../../../shared/micro.ts'
import { ApprovalPage } from '../../approvals/schema.ts'
import { Balance, CreditMovePage, PriceBook, Usage } from '../../credits/schema.ts'
import { Organization, MemberPage } from '../../organizations/schema.ts'
import { ApiKeyPage } from '../../auth/api-keys/schema.ts'
import { dueText } from './dates.ts'
import type { Rendered } from './task-words.ts'

const SHOWN = 8
const day = (instant: string) => dueText({ dueOn: instant.slice(0, 10), dueTime: null })

export function balance(output: unknown): Rendered {
  const { availableMicro, heldMicro, spentTodayMicro, spentThisMonthMicro, lastsUntil } =
    Balance.parse(output)
  const lines = [
    `${creditsText(availableMicro)} credits are left.`,
    heldMicro > 0 && `${creditsText(heldMicro)} more are set aside for calls that run now.`,
    `Spent today: ${creditsText(spentTodayMicro)}; this month: ${creditsText(spentThisMonthMicro)}.`,
    lastsUntil !== null && `At this pace they last until ${day(lastsUntil)}.`,
  ].filter((line) => typeof line === 'string')
  return { text: lines.join('\n') }
}

export function creditHistory(output: unknown): Rendered {
  const { items, nextCursor } = CreditMovePage.parse(output)
  if (items.length === 0) return { text: 'There are no charges like that.' }
  const lines = items
    .slice(0, SHOWN)
    .map(
      ({ at, title, deltaMicro, door }) =>
        `- ${day(at)}: ${title}${door === null ? '' : ` (${door})`}, ${deltaMicro > 0 ? '+' : ''}${creditsText(deltaMicro)} credits`,
    )
  const rest =
    items.length > SHOWN || nextCursor !== null ? ['The page “Credits” shows the whole history.'] : []
  return { text: [...lines, ...rest].join('\n') }
}

export function creditUsage(output: unknown): Rendered {
  const { totals, days } = Usage.parse(output)
  if (totals.length === 0) return { text: `Nothing was spent in the last ${days.length} days.` }
  const lines = totals.map(({ key, micro }) => `- ${key}: ${creditsText(micro)} credits`)
  return { text: [`Spent in the last ${days.length} days:`, ...lines].join('\n') }
}

export function priceBook(output: unknown): Rendered {
  const { rules, models } = PriceBook.parse(output)
  const charged = rules.filter(({ micro }) => micro > 0)
  const lines = charged.map(
    ({ door, effect, micro }) => `- ${door}, ${effect}: ${creditsText(micro)} credits a call`,
  )
  const perModel = models.map(
    ({ model, inputMicroPerMillion, outputMicroPerMillion }) =>
      `- ${model}: ${creditsText(inputMicroPerMillion)} credits per million tokens read, ${creditsText(outputMicroPerMillion)} written`,
  )
  return { text: ['What costs credits; everything else is free:', ...lines, ...perModel].join('\n') }
}

export function organization(output: unknown): Rendered {
  const { name, timeZone, currency } = Organization.parse(output)
  return { text: `This is ${name}. Its time zone is ${timeZone}, its currency ${currency}.` }
}

export function memberList(output: unknown): Rendered {
  const { items } = MemberPage.parse(output)
  return {
    text: [
      `${items.length} in the organization:`,
      ...items.map(({ name, role }) => `- ${name}, ${role}`),
    ].join('\n'),
  }
}

export function apiKeyList(output: unknown): Rendered {
  const { items } = ApiKeyPage.parse(output)
  if (items.length === 0) return { text: 'There are no API keys. They are made on the page “Connect”.' }
  return { text: items.map(({ name, expiresAt }) => `- ${name}, until ${day(expiresAt)}`).join('\n') }
}

export function approvalList(output: unknown): Rendered {
  const { items } = ApprovalPage.parse(output)
  if (items.length === 0) return { text: 'Nothing waits for approval.' }
  return {
    text: [
      'Waiting for approval:',
      ...items.map(({ title, askerName }) => `- ${title}, asked by ${askerName}`),
    ].join('\n'),
  }
}
