import { commandsById } from '../../commands/command-registry.js';
import { commandGroups, type EditorCommand, groupTitles } from '../../commands/editor-command.js';

/** Commands under a heading. */
export interface CommandSection {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly EditorCommand[];
}

const maxRecentShown = 3;

/** All commands by group, those used lately once more in front. */
export function groupCommands(commands: readonly EditorCommand[], recent: readonly string[]): CommandSection[] {
  const used = commandsById(recent, commands).slice(0, maxRecentShown);
  const sections = commandGroups.map((group) => ({
    id: group,
    title: groupTitles[group],
    commands: commands.filter((command) => command.group === group),
  }));
  return [{ id: 'recent', title: 'Recent', commands: used }, ...sections].filter(
    (section) => section.commands.length > 0,
  );
}

/** Results of a search: one list, the best first. */
export function rankedCommands(title: string, commands: readonly EditorCommand[]): CommandSection[] {
  return commands.length === 0 ? [] : [{ id: 'results', title, commands }];
}
