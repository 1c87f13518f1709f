import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { howMany, pageTold } from '../telling.ts'
import { taxEntity } from './entity.ts'
import { TaxCodePage } from './schema.ts'

export function taxesTold(output: unknown): ToldAnswer {
  const page = TaxCodePage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['tax', 'taxes'])}.`,
    none: 'There is no tax like that. Say “add the tax”, its name and its per cent to add one.',
    row: (tax) => taxEntity.find.row(tax),
    facts: (tax) =>
      joinedParts([
        `${tax.percent} per cent`,
        taxEntity.find.row(tax).detail,
        tax.reason,
        tax.archivedAt !== null && 'archived',
      ]),
  })
}
