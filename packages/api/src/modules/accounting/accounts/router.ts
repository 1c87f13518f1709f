import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import {
  archiveLedgerAccount,
  createLedgerAccount,
  listLedgerAccounts,
  updateLedgerAccount,
} from './service.ts'

const write = {
  permission: 'accounting.book.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

export const accountsRouter = router({
  list: orgProcedure
    .meta({
      permission: 'accounting.book.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'List ledger accounts',
      description: 'The accounts of the books by code, name or type, or archived ones.',
    })
    .input(schema.ListLedgerAccounts)
    .output(schema.LedgerAccountPage)
    .query(({ ctx, input }) => listLedgerAccounts(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Add a ledger account',
      description: 'Adds an account to the chart of accounts, with its own code.',
    })
    .input(schema.CreateLedgerAccount)
    .output(schema.LedgerAccount)
    .mutation(({ ctx, input }) => createLedgerAccount(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Rename a ledger account',
      description: 'Changes the name or the code of an account.',
    })
    .input(schema.UpdateLedgerAccount)
    .output(schema.LedgerAccount)
    .mutation(({ ctx, input }) => updateLedgerAccount(ctx, input)),
  archive: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      isRepeatable: true,
      title: 'Archive a ledger account',
      description: 'Takes an account out of use. What was posted on it stays.',
    })
    .input(schema.ArchiveLedgerAccount)
    .output(schema.LedgerAccount)
    .mutation(({ ctx, input }) => archiveLedgerAccount(ctx, input)),
})
