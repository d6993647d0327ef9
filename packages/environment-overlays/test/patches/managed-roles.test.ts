import { managedRolesPatch } from '../../src/patches/managed-roles';

test('the list repeats the roles of the base, because it replaces them', () => {
  expect(managedRolesPatch({ spec: { managed: { roles: [{ name: 'a' }] } } }, [{ name: 'b' }])).toEqual({
    spec: { managed: { roles: [{ name: 'a' }, { name: 'b' }] } },
  });
  expect(managedRolesPatch({ spec: {} }, [{ name: 'b' }]).spec.managed.roles).toEqual([{ name: 'b' }]);
});
