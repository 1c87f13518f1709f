import '@testing-library/jest-dom/vitest'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Loaded } from './loaded.tsx'

/** What is asked for and has not been answered yet, oldest first. */
const asked: PromiseWithResolvers<string>[] = []

function ask(): Promise<string> {
  const answer = Promise.withResolvers<string>()
  asked.push(answer)
  return answer.promise
}
const fail = () => act(async () => asked.shift()?.reject(new Error('Away')))
const answer = (words: string) => act(async () => asked.shift()?.resolve(words))

function Day() {
  const [day, setDay] = useState('today')
  const query = useQuery({ queryKey: [day], queryFn: ask, retry: false })
  return (
    <>
      <Loaded query={query} failed="The day could not be loaded" skeleton={<i />}>
        {(words) => words}
      </Loaded>
      <button type="button" onClick={() => setDay('tomorrow')}>
        Next day
      </button>
    </>
  )
}

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Day />
    </QueryClientProvider>,
  )
const tryNow = () => screen.findByRole('button', { name: /^Try now|^Trying/ })

it('keeps the failure in place while it is tried again, with the focus on what was pressed', async () => {
  open()
  await fail()
  await userEvent.click(await tryNow())
  expect(screen.getByText('The day could not be loaded')).toBeInTheDocument()
  expect(await tryNow()).toHaveFocus()
  await fail()
  expect(await tryNow()).toHaveFocus()
  await userEvent.click(await tryNow())
  await answer('Two loaves')
  expect(await screen.findByText('Two loaves')).toBeInTheDocument()
  expect(screen.queryByText('The day could not be loaded')).toBeNull()
})

it('says of another question that it is on its way, and not why the one before failed', async () => {
  open()
  await fail()
  await tryNow()
  await userEvent.click(screen.getByRole('button', { name: 'Next day' }))
  expect(screen.queryByText('The day could not be loaded')).toBeNull()
  await answer('Three loaves')
  expect(await screen.findByText('Three loaves')).toBeInTheDocument()
})
