import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { UnaskedChoice } from './unasked-choice.tsx'

afterEach(cleanup)

const tools = [
  { procedure: 'modules.ops.tasks.create', title: 'Create a task' },
  { procedure: 'modules.ops.tasks.complete', title: 'Complete a task' },
]

function Form() {
  const [chosen, setChosen] = useState<string[] | null>(null)
  return (
    <>
      <UnaskedChoice tools={tools} chosen={chosen} onChange={setChosen} />
      <output>{JSON.stringify(chosen)}</output>
    </>
  )
}

const answer = () => screen.getByRole('status').textContent

it('asks before each change until somebody ticks one that goes without, and again when they take it back', async () => {
  const user = userEvent.setup()
  render(<Form />)
  expect(screen.queryByRole('checkbox')).toBeNull()
  await user.click(screen.getByRole('radio', { name: /without asking/ }))
  expect(answer()).toBe('[]')
  await user.click(screen.getByRole('checkbox', { name: 'Create a task' }))
  expect(answer()).toBe('["modules.ops.tasks.create"]')
  await user.click(screen.getByRole('radio', { name: /Ask me/ }))
  expect(answer()).toBe('null')
})
