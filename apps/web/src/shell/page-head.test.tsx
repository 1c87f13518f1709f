import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { PageHeadActs, PageHeadPlace, useCurrentPageName, usePageName } from './page-head.tsx'

afterEach(cleanup)

function Bar() {
  return (
    <header>
      <p>{useCurrentPageName() ?? 'no name'}</p>
      <PageHeadPlace />
    </header>
  )
}

function Page({ name }: { name: string }) {
  usePageName(name)
  return (
    <PageHeadActs>
      <button type="button">Rename {name}</button>
    </PageHeadActs>
  )
}

it('a page names itself above itself, with its acts, and takes both away when it goes', async () => {
  const { rerender } = render(
    <>
      <Bar />
      <Page name="Green coffee" />
    </>,
  )
  expect(screen.getByText('Green coffee')).toBeDefined()
  const act = await screen.findByRole('button', { name: 'Rename Green coffee' })
  expect(screen.getByRole('banner').contains(act)).toBe(true)
  rerender(<Bar />)
  expect(screen.getByText('no name')).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})
