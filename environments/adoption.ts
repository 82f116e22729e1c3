export const adoptionFile = (name: string) => `environments/adoptions/${name}.json`;
