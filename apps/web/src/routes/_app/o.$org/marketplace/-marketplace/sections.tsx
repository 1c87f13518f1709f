import { SectionTabs } from '../../../../../components/section-tabs.tsx'

const sections = [
  { to: '/o/$org/marketplace', label: 'Products' },
  { to: '/o/$org/marketplace/competitors', label: 'Competitors' },
] as const

export const Sections = () => <SectionTabs label="Prices" sections={sections} />
