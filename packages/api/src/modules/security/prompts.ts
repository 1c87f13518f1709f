import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const securityPrompts: readonly PromptDeclaration[] = [
  {
    name: 'mend-website',
    title: 'Make a website safer',
    description: 'What to mend first, with what to paste where',
    arguments: [{ name: 'website', description: 'Its address, such as example.com', isRequired: true }],
    text: 'Look at the findings of our website {website}. Explain the three that matter most in plain words, and give me what to paste and where. Ask me which server it runs on if you need to know.',
    uses: ['sites.list', 'findings.list', 'fixes.get'],
  },
]
