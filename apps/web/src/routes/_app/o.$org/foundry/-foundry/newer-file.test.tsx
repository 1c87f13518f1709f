import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WholeDataset } from './foundry-types.ts'
import { NewerFile } from './newer-file.tsx'

const dataset: WholeDataset = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33cc',
  title: 'Sales',
  origin: 'file',
  isRemovable: true,
  records: 64,
  loads: 1,
  updatedAt: '2026-11-26T08:00:00.000Z',
  version: 1,
  keyFields: ['Id'],
  types: [],
  history: [],
}
const preview = { records: 61, isAll: true, fields: [], keyFields: ['Id'], problems: [], unread: [] }
const onStart = vi.fn<(isWhole: boolean) => void>()
const show = (change: Partial<Parameters<typeof NewerFile>[0]['sent']['preview']> = {}) =>
  render(
    <NewerFile
      sent={{ fileName: 'newer.csv', preview: { ...preview, ...change } }}
      dataset={dataset}
      failure={undefined}
      isPending={false}
      onStart={onStart}
      onClose={() => undefined}
    />,
  )

afterEach(cleanup)

describe('a newer file of a source (FND-1)', () => {
  it('says what of it does not fit before it is read in', async () => {
    const unread = ['Town: no row has “Town”', 'Total: 1 of 3 cannot be read as an amount']
    show({ unread, problems: ['Row 3: there is nothing in “Id”'] })
    expect(screen.getByText(/^61 rows\. Those that are there already/)).toBeVisible()
    expect(screen.getByText(`${unread.join('. ')}.`)).toBeVisible()
    expect(screen.getByText('Row 3: there is nothing in “Id”.')).toBeVisible()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Read it in' }))
    expect(onStart).toHaveBeenCalledWith(false)
  })

  it('says nothing of one that fits', () => {
    show({ records: 2_000, isAll: false })
    expect(screen.getByText(/^2,000 rows or more\./)).toBeVisible()
    expect(screen.queryByText(/does not fit|left out/)).not.toBeInTheDocument()
  })
})
