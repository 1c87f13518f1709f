import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { getBalance } from './balance.ts'
import { listCreditMoves } from './history.ts'
import { getLimits, setLimits } from './limits.ts'
import { estimatePrice, getPriceBook } from './prices.ts'
import { creditExport } from './export.ts'
import { fileLimit } from '../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../shared/prepared-file.ts'
import * as schema from './schema.ts'
import { getUsage } from './usage.ts'

const read = {
  permission: 'credits.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>

export const creditsRouter = router({
  balance: orgProcedure
    .meta({
      ...read,
      title: 'Read the credit balance',
      description:
        'Credits left and on hold, what was spent today and this month, and how long they last. 1,000,000 micro are one credit.',
    })
    .output(schema.Balance)
    .query(({ ctx }) => getBalance(ctx)),
  history: orgProcedure
    .meta({
      ...read,
      title: 'List credit movements',
      description:
        'Charges, grants, adjustments and open holds, newest first, by door, kind, person, day or words.',
    })
    .input(schema.ListCreditMoves)
    .output(schema.CreditMovePage)
    .query(({ ctx, input }) => listCreditMoves(ctx, input)),
  usage: orgProcedure
    .meta({
      ...read,
      title: 'Read credit usage by day',
      description: 'Credits charged each day, split by module or by door.',
    })
    .input(schema.GetUsage)
    .output(schema.Usage)
    .query(({ ctx, input }) => getUsage(ctx, input)),
  priceBook: orgProcedure
    .meta({
      ...read,
      cache: { seconds: 600, per: 'organization' },
      title: 'Read the price book',
      description: 'What a call costs by door and effect, its exceptions, and prices of models.',
    })
    .output(schema.PriceBook)
    .query(({ ctx }) => getPriceBook(ctx)),
  estimate: orgProcedure
    .meta({
      ...read,
      title: 'Estimate a price',
      description: 'What one call of a procedure costs at a door, in micro-credits.',
    })
    .input(schema.EstimatePrice)
    .output(schema.PriceEstimate)
    .query(({ ctx, input }) => estimatePrice(ctx, input)),
  export: orgProcedure
    .meta({
      permission: 'credits.read',
      price: 'free',
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('credits.export'),
      title: 'Export the credit history',
      description:
        'Prepares a sheet of all movements that fit the filters. It opens once, within ten minutes.',
    })
    .input(schema.ExportCreditMoves)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => creditExport.prepare(ctx, input)),
  limits: orgProcedure
    .meta({
      ...read,
      title: 'Read the spending limits',
      description:
        'What the organization lets itself spend in a month and each member in a day, and what is used.',
    })
    .output(schema.SpendingLimits)
    .query(({ ctx }) => getLimits(ctx)),
  setLimits: orgProcedure
    .meta({
      permission: 'organization.own',
      price: 'free',
      effect: 'write',
      doors: 'noTools',
      title: 'Set the spending limits',
      description:
        'Stops calls that cost credits once the month or the day of a member has used up its limit. Raising one needs a fresh sign-in.',
    })
    .input(schema.SetSpendingLimits)
    .output(schema.SpendingLimits)
    .mutation(({ ctx, input }) => setLimits(ctx, input)),
})
