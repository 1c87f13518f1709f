import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { archiveBankAccount, createBankAccount, listBankAccounts, updateBankAccount } from './accounts.ts'
import { importStatement } from './import.ts'
import { getBankLine, listBankLines } from './lines.ts'
import { acceptMatch, undoMatch } from './matches.ts'
import { listStatements, removeStatement } from './imports.ts'
import * as schema from './schema.ts'

const read = {
  permission: 'accounting.bank.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  ...read,
  permission: 'accounting.bank.write',
  effect: 'write',
} as const satisfies Partial<Meta>

const accountsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List bank accounts',
      description: 'Accounts at banks, each with how many lines are to be matched.',
    })
    .input(schema.ListBankAccounts)
    .output(schema.BankAccountPage)
    .query(({ ctx, input }) => listBankAccounts(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Add a bank account',
      description: 'Adds an account at a bank, whose statements are read in, to a ledger account of money.',
    })
    .input(schema.CreateBankAccount)
    .output(schema.BankAccount)
    .mutation(({ ctx, input }) => createBankAccount(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a bank account',
      description: 'Changes its name, or the number by which its files are known.',
    })
    .input(schema.UpdateBankAccount)
    .output(schema.BankAccount)
    .mutation(({ ctx, input }) => updateBankAccount(ctx, input)),
  archive: orgProcedure
    .meta({
      ...write,
      title: 'Archive a bank account',
      description: 'Takes it out of lists and pickers; its lines and matches stay.',
    })
    .input(schema.ArchiveBankAccount)
    .output(schema.BankAccount)
    .mutation(({ ctx, input }) => archiveBankAccount(ctx, input)),
})

const statementsRouter = router({
  import: orgProcedure
    .meta({
      ...write,
      limit: { name: 'accounting.bank.import', per: 'actor', points: 300, seconds: 3_600 },
      title: 'Import a bank statement',
      description: 'Reads an OFX, CAMT or CSV file; what is there already is left out.',
    })
    .input(schema.ImportStatement)
    .output(schema.ImportAnswer)
    .mutation(({ ctx, input }) => importStatement(ctx, input)),
  list: orgProcedure
    .meta({
      ...read,
      title: 'List imports of bank statements',
      description: 'Files that were read into bank accounts, newest first: who, when, and how many lines.',
    })
    .input(schema.ListStatements)
    .output(schema.StatementPage)
    .query(({ ctx, input }) => listStatements(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Remove an import',
      description: 'Takes a file that was read in out again with all its lines. Undo their matches first.',
    })
    .input(schema.RemoveStatement)
    .output(Done)
    .mutation(({ ctx, input }) => removeStatement(ctx, input)),
})

const linesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List bank lines',
      description: 'What the bank says came in and went out, newest first; usually what is not matched.',
    })
    .input(schema.ListBankLines)
    .output(schema.BankLinePage)
    .query(({ ctx, input }) => listBankLines(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a bank line',
      description: 'One line of the bank, what it is matched to, or what it may be and why.',
    })
    .input(schema.GetBankLine)
    .output(schema.WholeBankLine)
    .query(({ ctx, input }) => getBankLine(ctx, input)),
})

const matchesRouter = router({
  accept: orgProcedure
    .meta({
      ...write,
      title: 'Match a bank line',
      description:
        'Says what a line of the bank is: payment of an invoice, a payment or entry that is there, or a ledger account.',
    })
    .input(schema.AcceptMatch)
    .output(schema.Match)
    .mutation(({ ctx, input }) => acceptMatch(ctx, input)),
  undo: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Undo a match',
      description: 'Opens a line of the bank again and takes back what matching it wrote into the books.',
    })
    .input(schema.UndoMatch)
    .output(schema.Match)
    .mutation(({ ctx, input }) => undoMatch(ctx, input)),
})

export const bankRouter = router({
  accounts: accountsRouter,
  statements: statementsRouter,
  lines: linesRouter,
  matches: matchesRouter,
})
