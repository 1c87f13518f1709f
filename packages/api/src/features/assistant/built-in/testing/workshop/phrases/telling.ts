import type { ToldAnswer } from '../../../../../../platform/catalog/phrases.ts'
import { dayText } from '../../../../../../shared/day-text.ts'
import { repairName, statusText } from '../entities.ts'
import { Repair, RepairPage } from '../schema.ts'

const SHOWN = 10

export const priceText = (cents: number): string => `€${(cents / 100).toFixed(2)}`

function facts({ status, mechanicName, promisedOn, priceCents }: Repair): string {
  const parts = [
    statusText[status],
    mechanicName,
    promisedOn !== null && `promised for ${dayText({ day: promisedOn })}`,
    priceCents !== null && priceText(priceCents),
  ]
  return parts.filter((part) => typeof part === 'string').join(', ')
}

const shownAs = (repair: Repair) => ({ id: repair.id, name: repairName(repair) })

export function repairsTold(output: unknown): ToldAnswer {
  const shown = RepairPage.parse(output).items.slice(0, SHOWN)
  const lines = shown.map((repair, at) => `${at + 1}. ${repairName(repair)}: ${facts(repair)}`)
  return { text: lines.join('\n') || 'I find no repairs like that.', shown: shown.map(shownAs) }
}

export function repairTold(output: unknown): ToldAnswer {
  const repair = Repair.parse(output)
  return { text: `${repairName(repair)}: ${facts(repair)}.`, shown: [shownAs(repair)] }
}
