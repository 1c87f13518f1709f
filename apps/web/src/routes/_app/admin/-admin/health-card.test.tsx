import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HealthCard } from './health-card.tsx'

const services = [
  { name: 'database', status: 'ok', detail: 'answers in 1 ms' },
  { name: 'books', status: 'degraded', detail: 'two balances are not the sum of their entries' },
]
const server = setupServer(http.get('*/health/services', () => HttpResponse.json({ services })))
beforeAll(() => server.listen())
afterAll(() => {
  cleanup()
  server.close()
})

it('a part that is not well says why, for whoever has no mouse as well (GW-4)', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HealthCard />
    </QueryClientProvider>,
  )
  const reason = await screen.findByText('two balances are not the sum of their entries')
  expect(within(reason.closest('div') ?? document.body).getByText('Limping')).toBeDefined()
  expect(screen.queryByText('answers in 1 ms')).toBeNull()
})
