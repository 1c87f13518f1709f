import { expect, test } from 'vitest'
import { describeProcedure, helpLines } from './procedures.ts'

const helpOf = (procedure: string) => helpLines(describeProcedure(procedure))

test('help shows how a procedure is called, where the command line opens it', () => {
  expect(helpOf('credits.balance')).toContain("npm run hub -- call credits.balance '{}'")
  const ofPage = helpOf('endpoints.create')
  expect(ofPage).toContain('through web.')
  expect(ofPage).not.toContain('npm run hub -- call')
})
