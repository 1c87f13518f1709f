import { SectionTabs } from '../../../../../components/section-tabs.tsx'

const sections = [
  { to: '/o/$org/foundry', label: 'Explore' },
  { to: '/o/$org/foundry/sources', label: 'Sources' },
  { to: '/o/$org/foundry/model', label: 'Model' },
] as const

export const Sections = () => <SectionTabs label="Data" sections={sections} />
