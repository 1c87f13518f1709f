import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@hub/ui/print.css'
import '../src/forced-colors.css'
import './parts.css'
import { PartsPage } from './parts-page.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element named root.')

const part = new URLSearchParams(location.search).get('part') ?? undefined
createRoot(root).render(
  <StrictMode>
    <PartsPage part={part} />
  </StrictMode>,
)
