import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { dayTextOf } from '../../shared/day-text.ts'
import { creditsText } from '../../shared/micro.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { Balance, CreditMovePage, PriceBook, PriceEstimate, SpendingLimits, Usage } from './schema.ts'

const SHOWN = 8

export function balanceTold(output: unknown): ToldAnswer {
  const { availableMicro, heldMicro, spentTodayMicro, spentThisMonthMicro, lastsUntil } =
    Balance.parse(output)
  const lines = [
    `${creditsText(availableMicro)} credits are left.`,
    heldMicro > 0 && `${creditsText(heldMicro)} more are set aside for calls that run now.`,
    `Spent today: ${creditsText(spentTodayMicro)}; this month: ${creditsText(spentThisMonthMicro)}.`,
    lastsUntil !== null && `At this pace they last until ${dayTextOf(lastsUntil)}.`,
  ].filter((line) => typeof line === 'string')
  return { text: lines.join('\n') }
}

export function historyTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = CreditMovePage.parse(output)
  if (items.length === 0) return { text: 'There are no charges like that.' }
  const lines = items
    .slice(0, SHOWN)
    .map(
      ({ at, sentence, deltaMicro, door }) =>
        `- ${dayTextOf(at)}: ${textOfSentence(sentence)}${door === null ? '' : ` (${door})`}, ${deltaMicro > 0 ? '+' : ''}${creditsText(deltaMicro)} credits`,
    )
  const rest =
    items.length > SHOWN || nextCursor !== null ? ['The page “Credits” shows the whole history.'] : []
  return { text: [...lines, ...rest].join('\n') }
}

export function usageTold(output: unknown): ToldAnswer {
  const { totals, days } = Usage.parse(output)
  if (totals.length === 0) return { text: `Nothing was spent in the last ${days.length} days.` }
  const lines = totals.map(({ key, micro }) => `- ${key}: ${creditsText(micro)} credits`)
  return { text: [`Spent in the last ${days.length} days:`, ...lines].join('\n') }
}

export function priceBookTold(output: unknown): ToldAnswer {
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

export function estimateTold(output: unknown): ToldAnswer {
  const { micro, isExact } = PriceEstimate.parse(output)
  if (!isExact) return { text: 'That is measured while it runs: it has no fixed price.' }
  return { text: micro === 0 ? 'That is free.' : `That costs ${creditsText(micro)} credits.` }
}

export function limitsTold(output: unknown): ToldAnswer {
  const { monthMicro, memberDayMicro, usedThisMonthMicro, usedTodayMicro } = SpendingLimits.parse(output)
  const limit = (micro: number | null) => (micro === null ? 'no limit' : `${creditsText(micro)} credits`)
  return {
    text: [
      `A month, for all together: ${limit(monthMicro)}; ${creditsText(usedThisMonthMicro)} are used.`,
      `A day, for each member: ${limit(memberDayMicro)}; you used ${creditsText(usedTodayMicro)} today.`,
    ].join('\n'),
  }
}
