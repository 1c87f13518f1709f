import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { opensTo } from '../../platform/catalog/catalog.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import {
  isMetered,
  modelReadMicro,
  priceBook,
  signUpGrantMicro,
  worstCaseMicro,
} from '../../platform/credits/price-book.ts'
import { modelPrice } from '../../platform/credits/model-prices.ts'
import { priceVersion } from '../../platform/credits/price-versions.ts'
import { Door } from '../../shared/doors.ts'
import { Effect } from '../../shared/effect.ts'
import { AppError } from '../../shared/errors.ts'
import type { EstimatePrice, PriceBook, PriceEstimate } from './schema.ts'

/** Where a procedure's own price differs from the row for its effect and door. */
function exceptionsOf({ path, meta }: CatalogEntry): PriceBook['exceptions'] {
  const { price } = meta
  if (price === null) return []
  const note = isMetered(price)
    ? 'Measured per call; what it needs at most is set aside first.'
    : price === 'free'
      ? 'Free at every door.'
      : 'Its own price.'
  return Door.options
    .filter((door) => opensTo({ meta }, door))
    .map((door) => ({ door, micro: isMetered(price) ? null : worstCaseMicro(meta, { door }, undefined) }))
    .filter(({ door, micro }) => micro !== priceBook[door][meta.effect])
    .map(({ door, micro }) => ({ procedure: path, title: meta.title, door, micro, note }))
}

function modelsOf(ctx: OrgContext): PriceBook['models'] {
  const { model } = ctx.hub.settings
  return model ? [{ model: model.name, ...modelPrice(model.name) }] : []
}

/** The price book in force, with what differs from its rules. Reads by a model behind the assistant are an exception too. */
export async function getPriceBook(ctx: OrgContext): Promise<PriceBook> {
  const { validFrom } = await priceVersion(ctx.hub)
  const modelReads = {
    procedure: '*',
    title: 'Any read',
    door: 'assistant' as const,
    micro: modelReadMicro,
    note: 'When a model drives the assistant; free with the built-in one.',
  }
  return {
    rules: Door.options.flatMap((door) =>
      Effect.options.map((effect) => ({ door, effect, micro: priceBook[door][effect] })),
    ),
    exceptions: [modelReads, ...ctx.catalog.entries.flatMap(exceptionsOf)],
    models: modelsOf(ctx),
    signUpGrantMicro,
    since: validFrom,
  }
}

/** What one call costs; for a price that is measured per call, the row of the price book as the least to expect. */
export async function estimatePrice(
  ctx: OrgContext,
  { procedure, door }: EstimatePrice,
): Promise<PriceEstimate> {
  const entry = ctx.catalog.get(procedure)
  if (!entry || !opensTo(entry, door))
    throw new AppError('NOT_FOUND', { message: `There is no procedure "${procedure}" at this door.` })
  const { price, effect } = entry.meta
  if (isMetered(price)) return { micro: priceBook[door][effect], isExact: false }
  return { micro: worstCaseMicro(entry.meta, { door, driver: 'built-in' }, undefined), isExact: true }
}
