import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ValueFacet } from './value-facet.tsx'

const facet = {
  kind: 'choice' as const,
  values: [{ value: 'Galway', count: 12 }],
  others: 3,
  empty: 0,
  from: null,
  to: null,
  bars: [],
}
const property = { name: 'town', title: 'Town', kind: 'choice' as const, isFiltered: true }
const show = (onMore: (() => void) | null) =>
  render(<ValueFacet facet={facet} property={property} own={[]} onChange={() => undefined} onMore={onMore} />)

afterEach(cleanup)

describe('the values of a property (FND-1)', () => {
  it('that are not among the first can be asked for, and ticked then', async () => {
    const onMore = vi.fn<() => void>()
    show(onMore)
    await userEvent.setup().click(screen.getByRole('button', { name: '3 more' }))
    expect(onMore).toHaveBeenCalledOnce()
  })

  it('that are too many to look through are left to search', () => {
    show(null)
    expect(screen.getByText('3 more, found by search')).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})
