import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ImportOutcome } from './import-outcome.tsx'

const load: Parameters<typeof ImportOutcome>[0]['load'] = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33cc',
  n: 2,
  source: 'sales.csv',
  state: 'done',
  read: 64,
  created: 58,
  changed: 0,
  removed: 0,
  refused: 2,
  repeated: 1,
  isWhole: false,
  problems: ['Row 41: “K0003” stands in an earlier row already; this one counts'],
  unread: [],
  createdAt: '2026-11-26T08:00:00.000Z',
  endedAt: '2026-11-26T08:00:01.000Z',
}
const onExplore = vi.fn<() => void>()
const show = (change: Partial<typeof load> = {}) =>
  render(
    <ImportOutcome
      job={undefined}
      load={{ ...load, ...change }}
      fileName="sales.csv"
      onExplore={onExplore}
      onClose={() => undefined}
    />,
  )
const numbers = () =>
  Object.fromEntries(
    screen
      .getAllByRole('term')
      .map((term) => [term.textContent, term.parentElement?.querySelector('dd')?.textContent]),
  )

afterEach(cleanup)

describe('what came of a file (FND-1)', () => {
  it('adds up to the rows that were read', () => {
    show()
    expect(numbers()).toEqual({
      'Rows read': '64',
      'Left out': '2',
      Repeated: '1',
      'As before': '3',
      Changed: '0',
      New: '58',
    })
    expect(screen.getByText('2 rows were left out, 1 row repeats an earlier one')).toBeVisible()
    expect(screen.getByText(/K0003/)).toBeInTheDocument()
  })

  it('says that nothing was removed where rows of a whole file could not be read, and only there', () => {
    show()
    expect(screen.queryByText(/Nothing was removed/)).not.toBeInTheDocument()
    cleanup()
    show({ isWhole: true, refused: 0 })
    expect(screen.queryByText(/Nothing was removed/)).not.toBeInTheDocument()
    cleanup()
    show({ isWhole: true })
    expect(screen.getByText('Nothing was removed, because 2 rows could not be read.')).toBeVisible()
  })

  it('leads to what was made of it, once it is there', async () => {
    show()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Explore' }))
    expect(onExplore).toHaveBeenCalledOnce()
    cleanup()
    show({ state: 'running' })
    expect(screen.queryByRole('button', { name: 'Explore' })).not.toBeInTheDocument()
  })

  it('says which values were not understood', () => {
    show({ unread: ['Serial: 61 of 61 cannot be read as a day'] })
    expect(screen.getByText(/Serial: 61 of 61 cannot be read as a day\./)).toBeVisible()
  })
})
