import { expect, test } from 'vitest'

import { render, screen, userEvent } from './testing.ts'
import { Tooltip } from './tooltip.tsx'

test('it shows a while after the pointer comes, and Esc hides it', async () => {
  render(
    <Tooltip text="Friday 20 November 2026">
      <time>08:52</time>
    </Tooltip>,
  )
  await userEvent.hover(screen.getByText('08:52'))
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument()
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Friday 20 November 2026')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument()
})

test('it shows at once on keyboard focus and leaves with it', async () => {
  render(
    <Tooltip text="Copy">
      <button type="button">icon</button>
    </Tooltip>,
  )
  await userEvent.tab()
  expect(screen.getByRole('tooltip')).toHaveTextContent('Copy')
  await userEvent.tab()
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument()
})

test('the handlers of the thing itself still run', async () => {
  const seen: string[] = []
  render(
    <Tooltip text="Copy">
      <button type="button" onFocus={() => seen.push('focus')} onClick={() => seen.push('click')}>
        icon
      </button>
    </Tooltip>,
  )
  await userEvent.click(screen.getByRole('button'))
  expect(seen).toEqual(['focus', 'click'])
})
